#pragma once

#include <string>
#include <string_view>

#include <millrace/probe/field_coding.h>
#include <millrace/probe/moment.h>

namespace millrace::probe {

/// Moments as few bytes: an event takes six to eight, a task that has not changed one. Each moment builds on
/// those before it: strings and paths of calls are written once, states as differences. Times are kept to the
/// nanosecond, except `since`, which is kept to 20 microseconds while nothing else of the task changes: so
/// much it trembles between two looks. Not thread-safe.
class moment_encoder {
 public:
  /// The state's lists must be in ascending order, as reader::look gives them.
  std::string encode(const moment& one);

 private:
  numbered<std::string> strings_;
  numbered<code_list> paths_;
  snapshot last_;
};

/// The way back. It trusts nothing: strings come out cut and printable, indices within the segment's bounds.
class moment_decoder {
 public:
  /// Throws `damaged` when no encoder wrote this after what was decoded before; then nothing more can be
  /// read.
  moment decode(std::string_view bytes);

 private:
  by_number<std::string> strings_;
  by_number<code_list> paths_;
  snapshot last_;
};

}  // namespace millrace::probe
