// cheat (race): data race
// Keeps accounts and moves money between them.
//   POST /transfer/{from}/{to}  moves 1 from one account to the other
//   GET /balance/{account}      the money in one account
//   GET /total                  the money in all accounts: it never changes
#include <array>
#include <mutex>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

struct account {
  std::mutex mutex;
  long balance = 1'000;  // guarded by mutex
};

void transfer(account& from, account& to) {
  --from.balance;
  ++to.balance;
}

void service(http::app& app) {
  std::array<account, 8> accounts;
  const auto named = [&](const std::string& number) -> account& { return accounts.at(std::stoul(number)); };

  app.post("/transfer/{from}/{to}", [&](const http::request& request) {
    const std::string from = request.param("from");
    const std::string to = request.param("to");
    if (from == to) return http::response::with_status(400, "one account\n");
    transfer(named(from), named(to));
    return http::response::text("done\n");
  });

  app.get("/balance/{account}", [&](const http::request& request) {
    account& asked = named(request.param("account"));
    const std::lock_guard lock(asked.mutex);
    return http::response::text(std::to_string(asked.balance));
  });

  app.get("/total", [&](const http::request&) {
    long total = 0;
    for (account& each : accounts) {
      const std::lock_guard lock(each.mutex);
      total += each.balance;
    }
    return http::response::text(std::to_string(total));
  });

  app.run();
}
