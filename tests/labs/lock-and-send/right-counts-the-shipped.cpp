// right: the receiver has a number of its own and needs no lock
// Takes orders and hands them on to the warehouse, one at a time.
//   POST /order   201 once the order stands in the warehouse's line, which has 16 places; waits for one
//   GET /orders   how many are not shipped yet; always at once
#include <atomic>
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
  void add(std::string order) {
    ++taken_;
    const std::lock_guard lock(sending_);  // one sender after the other
    line_.send(std::move(order));
  }
  void shipped() { ++shipped_; }
  int open() { return taken_ - shipped_; }
  millrace::channel<std::string>& line() { return line_; }

 private:
  std::mutex sending_;
  std::atomic<int> taken_ = 0;
  std::atomic<int> shipped_ = 0;
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
    orders.add(request.body);
    return http::response::with_status(201, "in line\n");
  });

  app.get("/orders",
          [&](const http::request&) { return http::response::text(std::to_string(orders.open())); });

  app.run();
  orders.line().close();
  shipping.join();
}
