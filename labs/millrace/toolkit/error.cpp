#include <string>

#include <millrace/toolkit/error.h>

namespace millrace {
namespace {

class category final : public std::error_category {
 public:
  const char* name() const noexcept override { return "millrace"; }
  std::string message(int code) const override {
    switch (static_cast<errc>(code)) {
      case errc::closed:
        return "closed";
      case errc::canceled:
        return "context cancelled";
      case errc::deadline_exceeded:
        return "context deadline exceeded";
      case errc::timed_out:
        return "timed out";
      case errc::would_block:
        return "would block";
      case errc::limit_exceeded:
        return "limit exceeded";
    }
    return "unknown error " + std::to_string(code);
  }
};

constinit category the_category;

}  // namespace

const std::error_category& toolkit_category() noexcept {
  return the_category;
}

std::error_code make_error_code(errc code) noexcept {
  return {static_cast<int>(code), toolkit_category()};
}

}  // namespace millrace
