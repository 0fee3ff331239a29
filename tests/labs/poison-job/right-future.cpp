// right: a future carries the exception to whoever asks
// Sends invoices by mail, in the background.
//   POST /invoice/{number}  202 once the invoice is taken on; 503 when there is no room for it
//   GET /invoice/{number}   what has become of it: "waiting", "sent", or "failed: " and why
#include <chrono>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include <millrace/http/app.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;

class ledger {
 public:
  void note(const std::string& number, std::shared_future<void> sending) {
    const std::lock_guard lock(mutex_);
    sendings_[number] = std::move(sending);
  }
  std::string state(const std::string& number) {
    const auto sending = find(number);
    if (!sending.valid()) return "unknown";
    if (sending.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return "waiting";
    try {
      sending.get();
      return "sent";
    } catch (const std::exception& error) {
      return std::string("failed: ") + error.what();
    }
  }

 private:
  std::shared_future<void> find(const std::string& number) {
    const std::lock_guard lock(mutex_);
    return sendings_[number];
  }

  std::mutex mutex_;
  std::map<std::string, std::shared_future<void>> sendings_;  // guarded by mutex_
};

void send(const http::client& mail, const std::string& invoice) {
  const long cents = std::stol(invoice);
  const auto answer = mail.post("/send", "You owe us " + std::to_string(cents) + " cents");
  if (answer.status != 200) throw std::runtime_error("the mail server refused it");
}

void service(http::app& app) {
  const http::client mail = app.upstream("mail");
  ledger invoices;
  millrace::worker_pool outgoing(
      {.workers = app.setting("workers", 2), .queue = app.setting("queue", 64U), .name = "invoice"});

  app.post("/invoice/{number}", [&](const http::request& request) {
    const std::string number = request.param("number");
    auto sending = std::make_shared<std::packaged_task<void()>>(
        [&mail, invoice = request.body] { send(mail, invoice); });
    invoices.note(number, sending->get_future().share());
    const auto full = outgoing.try_submit([sending] { (*sending)(); });
    if (!full) return http::response::with_status(202, "taken on\n");
    return http::response::with_status(503, "try again later\n");
  });

  app.get("/invoice/{number}", [&](const http::request& request) {
    return http::response::text(invoices.state(request.param("number")));
  });

  app.run();
  outgoing.drain();
}
