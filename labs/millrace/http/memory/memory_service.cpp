#include <array>
#include <stdexcept>
#include <thread>
#include <utility>

#include <millrace/http/memory/delivery.h>
#include <millrace/http/memory/memory_origin.h>
#include <millrace/http/memory/memory_service.h>
#include <millrace/http/target.h>
#include <millrace/toolkit/task.h>

namespace millrace::http {
namespace {

/// By port, from 1. Filled before anybody calls; never emptied.
constinit std::array<memory_service*, 16> places{};
constinit std::uint16_t last_port = 0;

}  // namespace

memory_service::memory_service() : serving_(with_cancel(context::background())) {
  if (last_port + 1U == places.size()) throw std::length_error("more services than the explorer takes");
  port_ = ++last_port;
  places[port_] = this;
}

memory_service* memory_service::at(const endpoint& where) {
  return where.port < places.size() ? places[where.port] : nullptr;
}

response memory_service::call(request asked, std::string_view target, const terms& how) {
  read_target(target, asked);
  auto& from = *new memory_origin(serving_.ctx);
  asked.from = std::shared_ptr<origin>(std::shared_ptr<origin>(), &from);
  if (may_answer_at_once() && !how.end && !how.ctx.can_end()) {
    const requests_at_work::one counted(at_work_);
    auto given = answer(asked, escaped_path(target));
    from.finish();
    return given;
  }
  auto& late = *new delivery(at_work_, std::move(asked), target, from);
  take(late);
  return late.await(how);
}

void memory_service::take(delivery& late) {
  start_task("connection", [this, &late] { answer_late(late); }).detach();
}

void memory_service::answer_late(delivery& late) {
  late.give(answer(late.asked, escaped_path(late.target)));
}

void memory_service::close(std::chrono::milliseconds grace) {
  constexpr std::chrono::milliseconds look(1);
  at_work_.close();
  for (std::chrono::milliseconds waited(0); !at_work_.none(); waited += look) {
    if (waited == grace) serving_.cancel();
    std::this_thread::sleep_for(look);
  }
}

}  // namespace millrace::http
