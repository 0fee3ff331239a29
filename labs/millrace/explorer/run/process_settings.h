#pragma once

namespace millrace::explorer {

/// What a program may set in its process: where it stands among the files, and who may use the files that it
/// makes. A run's settings end with it.
class process_settings {
 public:
  /// Asked before the running task leaves the directory.
  void keep_directory();
  /// Told what the mask was.
  void keep_mask(unsigned mask);
  /// After a run.
  void restore();

 private:
  static constexpr long unchanged = -1;
  long directory_ = unchanged;  ///< a descriptor
  long mask_ = unchanged;
};
extern process_settings process;

}  // namespace millrace::explorer
