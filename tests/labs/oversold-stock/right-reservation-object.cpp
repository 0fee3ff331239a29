// right: a reservation that gives itself back
// Sells tickets.
//   POST /order/{show}  201 with a ticket, 409 when the show is sold out, 402 when the payment fails
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

constexpr int tickets_per_show = 5;

class box_office {
 public:
  bool take_if_available(const std::string& show) {
    const std::lock_guard lock(mutex_);
    if (sold_[show] >= tickets_per_show) return false;
    ++sold_[show];
    return true;
  }

  void give_back(const std::string& show) {
    const std::lock_guard lock(mutex_);
    --sold_[show];
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
    if (!office.take_if_available(show)) return http::response::with_status(409, "sold out\n");
    const auto give_back = [&](bool* paid) {
      if (!*paid) office.give_back(show);
    };
    bool paid = false;
    const std::unique_ptr<bool, decltype(give_back)> reservation(&paid, give_back);
    if (payments.post("/charge", show).status != 200) {
      return http::response::with_status(402, "payment failed\n");
    }
    paid = true;
    return http::response::with_status(201, "a ticket for " + show + "\n");
  });

  app.run();
}
