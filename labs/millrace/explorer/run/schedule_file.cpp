#include "run/schedule_file.h"

#include <fcntl.h>
#include <initializer_list>
#include <sys/syscall.h>

#include "memory/system.h"
#include "races/sites.h"
#include "run/program.h"

namespace millrace::explorer {
namespace {

constexpr const char* first_word = "millrace-schedule-1";
constexpr std::size_t most_text = std::size_t{64} << 20;

class reader {
 public:
  explicit reader(const char* text) : at_(text) {}

  bool take(const char* word) {
    const char* here = at_;
    for (; *word != 0; ++word, ++here) {
      if (*here != *word) return false;
    }
    at_ = here;
    return true;
  }
  std::uint64_t number() {
    while (*at_ == ' ') ++at_;
    if (*at_ < '0' || *at_ > '9')
      cannot_explore("the schedule to replay is damaged; explore again to make another");
    std::uint64_t value = 0;
    for (; *at_ >= '0' && *at_ <= '9'; ++at_) value = value * 10 + static_cast<std::uint64_t>(*at_ - '0');
    return value;
  }

 private:
  const char* at_;
};

const char* read_file(const char* file) {
  const long opened = system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>(file), O_RDONLY | O_CLOEXEC);
  if (opened < 0) cannot_explore("cannot open the schedule to replay: ", file);
  auto* text = static_cast<char*>(reserve_pages(most_text));
  std::size_t size = 0;
  while (size + 1 < most_text) {
    const long count = system_call(SYS_read, opened, reinterpret_cast<long>(text + size),
                                   static_cast<long>(most_text - 1 - size));
    if (count <= 0) break;
    size += static_cast<std::size_t>(count);
  }
  system_call(SYS_close, opened);
  return text;
}

}  // namespace

void write_schedule(json_output& to, const char* name, const schedule& what) {
  to.begin_text(name);
  to.piece(first_word);
  for (const std::uint64_t count : {what.sites, what.decisions.size()}) {
    to.piece(" ");
    to.piece(count);
  }
  for (std::size_t i = 0; i < what.sites; ++i) {
    to.piece(" ");
    to.piece(sites.site(i) - loaded.program_code.begin);
  }
  for (const auto& each : what.decisions) {
    for (const std::uint64_t part :
         {each.task, std::uint64_t{each.step}, std::uint64_t{each.is_value}, each.chosen}) {
      to.piece(" ");
      to.piece(part);
    }
  }
  to.end_text();
}

void read_schedule(const char* file, schedule& into) {
  reader from(read_file(file));
  if (!from.take(first_word)) cannot_explore("that is no schedule of the explorer's: ", file);
  const std::uint64_t site_count = from.number();
  const std::uint64_t decision_count = from.number();
  for (std::uint64_t i = 0; i < site_count; ++i) sites.add(loaded.program_code.begin + from.number());
  into.decisions.clear();
  for (std::uint64_t i = 0; i < decision_count; ++i) {
    decision each{};
    each.task = from.number();
    each.step = static_cast<std::uint32_t>(from.number());
    each.is_value = from.number() != 0;
    each.chosen = from.number();
    into.decisions.add(each);
  }
  into.sites = sites.found();
}

}  // namespace millrace::explorer
