#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>

namespace millrace::harness {

/// Millrace itself cannot do what was asked: exit code 2. `next` says what the user can do about it.
class cannot_run : public std::runtime_error {
 public:
  cannot_run(const std::string& what, std::string next) : std::runtime_error(what), next_(std::move(next)) {}
  const std::string& next() const { return next_; }

 private:
  std::string next_;
};

/// What a candidate may use.
struct bounds {
  int tasks = 64;
  std::int64_t memory_bytes = std::int64_t{256} << 20;
  std::chrono::milliseconds deadline{10'000};  ///< for a whole scenario in the plain flavour
  std::chrono::milliseconds shutdown{3'000};   ///< from SIGTERM until `service` has returned
};

/// The part of a lab.toml that running it needs.
struct lab {
  std::string name;  ///< of its folder
  bounds limits;
  std::map<std::string, long> knobs;  ///< their defaults
  long live_rate =
      0;  ///< requests a second of its closed loads while somebody watches; 0: as fast as they are answered
};

/// Throws cannot_run if the file can't be read or understood.
lab read_lab(const std::string& file);

/// "256 MiB", "1 GiB", "64 KiB" or plain bytes. Throws std::invalid_argument.
std::int64_t parse_bytes(const std::string& text);
/// "10 s", "250 ms", "1 min". Throws std::invalid_argument.
std::chrono::milliseconds parse_duration(const std::string& text);

}  // namespace millrace::harness
