#pragma once

#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>

#include <millrace/probe/moment.h>
#include <millrace/probe/moment_coding.h>

namespace millrace::probe {

/// A recording is a line of text with the format's version, then frames: the length and the checksum of what
/// follows as 32-bit numbers, lowest byte first, then an encoded moment (see moment_coding.h). A frame
/// without a moment says that the recording is whole. A file that was cut off at any byte is a recording of
/// what was complete before.
inline constexpr char recording_head[] = "millrace recording 1\n";

/// Appends moments to a file. Each is in the file, for readers and for the kernel to keep, when append()
/// returns: after that, a kill -9 takes nothing away. Not thread-safe.
class recorder {
 public:
  /// Makes the file, for this user only. Throws std::system_error; also when there is such a file already.
  explicit recorder(const std::filesystem::path& file);
  ~recorder();
  recorder(const recorder&) = delete;
  recorder& operator=(const recorder&) = delete;

  /// Throws std::system_error when the disk is full or the file may not grow; what was appended before stays
  /// readable, and nothing more can be appended. Where file sizes are limited, ignore SIGXFSZ to get there.
  void append(const moment& one);
  /// Says that it is whole. Throws like append().
  void finish();

  std::uint64_t bytes() const { return bytes_; }
  std::uint64_t events() const { return events_; }
  std::uint64_t missed() const { return missed_; }

 private:
  void write_frame(const std::string& payload);
  void write_whole(const std::string& bytes);

  std::filesystem::path path_;
  int file_ = -1;
  bool failed_ = false;
  moment_encoder encoder_;
  std::uint64_t bytes_ = 0;
  std::uint64_t events_ = 0;
  std::uint64_t missed_ = 0;
};

/// Reads a recording from its beginning, moment by moment. It trusts nothing that it reads. Not thread-safe.
class recording {
 public:
  /// Throws std::system_error when the file can't be opened, std::runtime_error when it is no recording of
  /// this version.
  explicit recording(const std::filesystem::path& file);
  /// The same from a stream that can seek; `name` is for messages.
  recording(std::unique_ptr<std::istream> from, std::string name);

  /// The next moment; none at the end, or where it cannot be read any further: see trouble().
  std::optional<moment> next();

  /// After next() gave none: why there was not more, and what that means, in one line. Empty if the recording
  /// is whole.
  const std::string& trouble() const { return trouble_; }

 private:
  void check_head();
  std::optional<std::string> next_frame();
  std::nullopt_t stop(const std::string& why);

  std::unique_ptr<std::istream> from_;
  std::string name_;
  std::uint64_t size_ = 0;
  std::uint64_t at_ = 0;  ///< where the next frame begins
  bool over_ = false;
  std::string trouble_;
  moment_decoder decoder_;
};

}  // namespace millrace::probe
