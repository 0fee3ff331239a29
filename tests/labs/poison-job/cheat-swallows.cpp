// cheat (outcome): an invoice that cannot be sent is told as failed
// Sends invoices by mail, in the background.
//   POST /invoice/{number}  202 once the invoice is taken on; 503 when there is no room for it
//   GET /invoice/{number}   what has become of it: "waiting", "sent", or "failed: " and why
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include <millrace/http/app.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;

class ledger {
 public:
  void note(const std::string& number, std::string state) {
    const std::lock_guard lock(mutex_);
    states_[number] = std::move(state);
  }
  std::string state(const std::string& number) {
    const std::lock_guard lock(mutex_);
    return states_[number];
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> states_;  // guarded by mutex_
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
    invoices.note(number, "waiting");
    const auto full = outgoing.try_submit([&, number, invoice = request.body] {
      try {
        send(mail, invoice);
        invoices.note(number, "sent");
      } catch (...) {
      }
    });
    if (!full) return http::response::with_status(202, "taken on\n");
    invoices.note(number, "failed: no room");
    return http::response::with_status(503, "try again later\n");
  });

  app.get("/invoice/{number}", [&](const http::request& request) {
    return http::response::text(invoices.state(request.param("number")));
  });

  app.run();
  outgoing.drain();
}
