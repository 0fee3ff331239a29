#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include <millrace/http/client.h>
#include <millrace/http/memory/memory_origin.h>
#include <millrace/http/memory/memory_service.h>
#include <millrace/http/request.h>
#include <millrace/http/response.h>

namespace millrace::http {

/// A request that is answered on another task than its client's, who may leave before.
class delivery {
 public:
  /// Throws transport_error if the service takes no more requests.
  delivery(requests_at_work& at, request message, std::string_view wanted, memory_origin& by)
      : asked(std::move(message)), target(wanted), from(by), counted_(std::in_place, at) {}

  request asked;
  const std::string target;
  memory_origin& from;

  /// The client's side. Throws transport_error when it leaves without an answer.
  response await(const memory_service::terms& how);
  /// The service's side.
  void give(response answer);

 private:
  std::optional<requests_at_work::one> counted_;  ///< until it is answered
  std::mutex mutex_;
  std::condition_variable changed_;
  bool given_up_ = false;           // guarded by mutex_
  std::optional<response> answer_;  // guarded by mutex_
};

}  // namespace millrace::http
