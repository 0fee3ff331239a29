#include <millrace/http/memory/memory_origin.h>

namespace millrace::http {

context memory_origin::request_context() {
  std::optional<cancellable> made;
  {
    const std::lock_guard lock(mutex_);
    asked_for_ = true;
    if (!made_) made_ = with_cancel(serving_);
    made = made_;
  }
  if (finished_) made->cancel();
  return made->ctx;
}

void memory_origin::cancel() {
  std::optional<cancellable> ended;
  {
    const std::lock_guard lock(mutex_);
    ended = made_;
  }
  if (ended) ended->cancel();
}

}  // namespace millrace::http
