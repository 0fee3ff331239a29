// ends as: too many tasks
#include <chrono>
#include <thread>

#include <millrace/http/app.h>

void service(millrace::http::app&) {
  while (true) std::thread([] { std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
}
