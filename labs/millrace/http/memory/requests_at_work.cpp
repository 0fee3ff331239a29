#include <system_error>

#include <millrace/http/client.h>
#include <millrace/http/memory/requests_at_work.h>

namespace millrace::http {

requests_at_work::one::one(requests_at_work& all) : all_(all) {
  if (!all.open_)
    throw transport_error(std::make_error_code(std::errc::connection_refused), "cannot connect");
  ++all.begun_;
}

requests_at_work::one::~one() {
  release_one_more(all_.ended_);
}

bool requests_at_work::none() const {
  return acquire_count(ended_) == begun_;
}

}  // namespace millrace::http
