// ends as: did not serve: The service did not start to serve within 6000 ms
#include <mutex>
#include <thread>

#include <millrace/http/app.h>

void service(millrace::http::app&) {
  std::mutex mutex;
  std::thread([&] { mutex.lock(); }).join();
  mutex.lock();
}
