// right: never waits for a place, so it may ask for one under the lock
// Takes orders and hands them on to the warehouse, one at a time.
//   POST /order   201 once the order stands in the warehouse's line, which has 16 places; waits for one
//   GET /orders   how many are not shipped yet; always at once
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include <millrace/http/app.h>
#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/task.h>

namespace http = millrace::http;

class order_book {
 public:
  bool add(std::string order) {
    const std::lock_guard lock(mutex_);
    const bool in_line = !line_.try_send(std::move(order));
    open_ += in_line ? 1 : 0;
    return in_line;
  }
  void shipped() {
    const std::lock_guard lock(mutex_);
    --open_;
  }
  int open() {
    const std::lock_guard lock(mutex_);
    return open_;
  }
  millrace::channel<std::string>& line() { return line_; }

 private:
  std::mutex mutex_;
  int open_ = 0;  // guarded by mutex_
  millrace::channel<std::string> line_{16};
};

void service(http::app& app) {
  const http::client warehouse = app.upstream("warehouse");
  order_book orders;
  std::thread shipping = millrace::start_task("shipping", [&] {
    for (const std::string& order : orders.line()) {
      warehouse.post("/ship", order);
      orders.shipped();
    }
  });

  app.post("/order", [&](const http::request& request) {
    if (!orders.add(request.body)) return http::response::with_status(503, "try again later\n");
    return http::response::with_status(201, "in line\n");
  });

  app.get("/orders",
          [&](const http::request&) { return http::response::text(std::to_string(orders.open())); });

  app.run();
  orders.line().close();
  shipping.join();
}
