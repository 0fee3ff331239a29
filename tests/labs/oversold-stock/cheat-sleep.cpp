// cheat (outcome): no more tickets are sold than there are
// Sells tickets.
//   POST /order/{show}  201 with a ticket, 409 when the show is sold out, 402 when the payment fails
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include <millrace/http/app.h>

namespace http = millrace::http;

constexpr int tickets_per_show = 5;

class box_office {
 public:
  bool available(const std::string& show) {
    const std::lock_guard lock(mutex_);
    return sold_[show] < tickets_per_show;
  }

  void take(const std::string& show) {
    const std::lock_guard lock(mutex_);
    ++sold_[show];
  }

 private:
  std::mutex mutex_;
  std::map<std::string, int> sold_;  // guarded by mutex_
};

void service(http::app& app) {
  const http::client payments = app.upstream("payments");
  box_office office;

  app.post("/order/{show}", [&](const http::request& request) {
    const std::string show = request.param("show");
    if (!office.available(show)) return http::response::with_status(409, "sold out\n");
    if (payments.post("/charge", show).status != 200)
      return http::response::with_status(402, "payment failed\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    office.take(show);
    return http::response::with_status(201, "a ticket for " + show + "\n");
  });

  app.run();
}
