#include <millrace/http/memory/requests_at_work.h>

namespace millrace::http {

void release_one_more(std::atomic<int>& ended) {
  ended.fetch_add(1, std::memory_order_release);
}

int acquire_count(const std::atomic<int>& ended) {
  return ended.load(std::memory_order_acquire);
}

}  // namespace millrace::http
