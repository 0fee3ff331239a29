#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/task.h>

int main() {
  millrace::channel<int> squares(2);
  millrace::spawn("square", [squares]() mutable {
    for (int i = 1; i <= 3; ++i) squares.send(i * i);
    squares.close();
  });
  int sum = 0;
  for (const int square : squares) sum += square;
  return sum == 14 ? 0 : 1;
}
