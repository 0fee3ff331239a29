// Exceptions that nobody catches.
#include "interposed/exception.h"

#include <cxxabi.h>
#include <exception>
#include <initializer_list>
#include <typeinfo>

#include "interposed/interpose.h"

namespace millrace::explorer {
namespace {

/// "TYPE: WHAT" of the exception in flight.
finding describe(const std::type_info& type) {
  int status = 0;
  char* const readable = abi::__cxa_demangle(type.name(), nullptr, nullptr, &status);
  finding made =
      make_finding(ending::exception, 0,
                   "an exception that nobody catches: ", readable != nullptr ? readable : type.name());
  try {
    throw;
  } catch (const std::exception& error) {
    std::size_t length = 0;
    while (made.message[length] != 0) ++length;
    for (const char* text : {": ", error.what()}) {
      for (; *text != 0 && length + 1 < sizeof made.message; ++text) made.message[length++] = *text;
    }
  } catch (...) {
  }
  for (const char* at = type.name(); *at != 0; ++at)
    made.signature = mixed(made.signature, static_cast<std::uint64_t>(*at));
  return made;
}

[[noreturn]] void on_terminate() {
  if (!in_run()) cannot_explore("std::terminate was called before main");
  if (turns.winding_down()) end_run(ending::finished);
  if (const std::type_info* type = abi::__cxa_current_exception_type()) end_run(describe(*type));
  end_run(make_finding(ending::aborted, 0,
                       "std::terminate was called: is a std::thread destroyed that was not joined?"));
}

}  // namespace

void prepare_exceptions() {
  std::set_terminate(on_terminate);
}

}  // namespace millrace::explorer
