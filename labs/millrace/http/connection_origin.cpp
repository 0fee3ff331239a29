#include <millrace/http/connection_origin.h>
#include <millrace/http/disconnect_watch.h>

namespace millrace::http {

context connection_origin::request_context() {
  const std::lock_guard lock(mutex_);
  if (!made_ && finished_) {
    made_ = with_cancel(millrace::context::background());
    made_->cancel();
  } else if (!made_) {
    made_ = with_cancel(serving_);
    watched_ = disconnect_watch::of_process().add(connection_, made_->cancel);
  }
  return made_->ctx;
}

void connection_origin::finish() {
  std::optional<cancellable> ended;
  std::unique_lock lock(mutex_);
  if (watched_ != 0) disconnect_watch::of_process().remove(watched_, connection_);
  watched_ = 0;
  finished_ = true;
  ended = made_;
  lock.unlock();
  if (ended) ended->cancel();
}

connection_origin::~connection_origin() {
  finish();
}

}  // namespace millrace::http
