#pragma once

#include <system_error>

namespace millrace {

/// Why an operation of the toolkit did not happen. Part of `std::error_code`: `if (error == errc::closed)`.
enum class errc {
  closed =
      1,     ///< the channel or pool was closed. Go: a send on a closed channel, `v, ok := <-c` with ok false
  canceled,  ///< the context was cancelled. Go: context.Canceled
  deadline_exceeded,  ///< the context's deadline passed. Go: context.DeadlineExceeded
  timed_out,          ///< the operation's own time limit passed
  would_block,        ///< a try_ operation could not go on at once. Go: the default branch of a select
  limit_exceeded,     ///< more was asked than the limiter can ever give, or than is left of a budget
};

const std::error_category& toolkit_category() noexcept;
std::error_code make_error_code(errc code) noexcept;

}  // namespace millrace

template <>
struct std::is_error_code_enum<millrace::errc> : std::true_type {};
