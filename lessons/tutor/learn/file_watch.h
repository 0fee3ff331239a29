#pragma once

#include <filesystem>
#include <string>

namespace millrace::tutor {

/// Notices that one file was saved, also by editors that write a new file and rename it.
class file_watch {
 public:
  /// Throws cannot_run if the kernel has no more watches.
  explicit file_watch(const std::filesystem::path& file);
  ~file_watch();
  file_watch(const file_watch&) = delete;
  file_watch& operator=(const file_watch&) = delete;

  /// Readable when something in the file's folder changed.
  int descriptor() const { return descriptor_; }
  /// Takes what has come; true if the file's contents are other than at the last call.
  bool saved();

 private:
  std::filesystem::path file_;
  std::string contents_;
  int descriptor_;
};

}  // namespace millrace::tutor
