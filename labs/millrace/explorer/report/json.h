#pragma once

#include <cstddef>
#include <cstdint>

namespace millrace::explorer {

/// Writes JSON to a descriptor, as it comes: no memory, no library. Values within a list or an object are
/// separated by themselves.
class json_output {
 public:
  explicit json_output(int descriptor) : descriptor_(descriptor) {}
  json_output(const json_output&) = delete;
  json_output& operator=(const json_output&) = delete;
  ~json_output() { flush(); }

  void begin_object(const char* name = nullptr) { begin(name, '{'); }
  void end_object() { end('}'); }
  void begin_list(const char* name = nullptr) { begin(name, '['); }
  void end_list() { end(']'); }

  void number(const char* name, std::uint64_t value);
  void text(const char* name, const char* value);
  void flag(const char* name, bool value);
  /// Pieces of one string.
  void begin_text(const char* name);
  void piece(const char* value);
  void piece(std::uint64_t value);
  void end_text() { put('"'); }
  void line_end() { put('\n'); }

 private:
  void begin(const char* name, char bracket);
  void end(char bracket);
  void next(const char* name);
  void put(char each);
  void put_digits(std::uint64_t value);
  void put_escaped(const char* value);
  void flush();

  int descriptor_;
  bool first_ = true;
  std::size_t used_ = 0;
  char buffer_[1 << 14];
};

}  // namespace millrace::explorer
