// 1,000,000 plain accesses to memory that nobody shares: 500,000 readings and writings.
static int numbers[1000];

int main(void) {
  for (int round = 0; round < 500; ++round) {
    for (int i = 0; i < 1000; ++i) numbers[i] += i;
  }
  return 0;
}
