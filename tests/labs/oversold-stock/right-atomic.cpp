// right: an atomic counter for each show, made under the lock
// Sells tickets.
//   POST /order/{show}  201 with a ticket, 409 when the show is sold out, 402 when the payment fails
#include <atomic>
#include <map>
#include <mutex>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

constexpr int tickets_per_show = 5;

class box_office {
 public:
  bool take_if_available(const std::string& show) {
    auto& sold = counter_of(show);
    if (sold.fetch_add(1) < tickets_per_show) return true;
    sold.fetch_sub(1);
    return false;
  }

  void give_back(const std::string& show) { counter_of(show).fetch_sub(1); }

 private:
  std::atomic<int>& counter_of(const std::string& show) {
    const std::lock_guard lock(mutex_);
    return sold_[show];
  }

  std::mutex mutex_;
  std::map<std::string, std::atomic<int>> sold_;  // the map is guarded by mutex_
};

void service(http::app& app) {
  const http::client payments = app.upstream("payments");
  box_office office;

  app.post("/order/{show}", [&](const http::request& request) {
    const std::string show = request.param("show");
    if (!office.take_if_available(show)) return http::response::with_status(409, "sold out\n");
    if (payments.post("/charge", show).status != 200) {
      office.give_back(show);
      return http::response::with_status(402, "payment failed\n");
    }
    return http::response::with_status(201, "a ticket for " + show + "\n");
  });

  app.run();
}
