#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include <millrace/probe/frame.h>
#include <millrace/probe/recording.h>

namespace millrace::probe {

recorder::recorder(const std::filesystem::path& file)
    : path_(file), file_(open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
  if (file_ < 0) {
    const int error = errno;
    throw std::system_error(error, std::generic_category(),
                            "cannot record to " + file.string() +
                                (error == EEXIST ? ", name another file" : ", name a file that can be made"));
  }
  try {
    write_whole(recording_head);
  } catch (...) {
    close(file_);
    throw;
  }
}

recorder::~recorder() {
  close(file_);
}

void recorder::append(const moment& one) {
  write_frame(encoder_.encode(one));
  events_ += one.events.size();
  missed_ += one.missed;
}

void recorder::finish() {
  write_frame({});
}

void recorder::write_frame(const std::string& payload) {
  const auto head = frame_head::of(payload).bytes();
  std::string frame(head.data(), head.size());
  frame += payload;
  write_whole(frame);
}

// What was written in part is taken back, so that the file ends with a whole frame.
void recorder::write_whole(const std::string& bytes) {
  std::size_t written = 0;
  while (!failed_ && written < bytes.size()) {
    const auto count = write(file_, bytes.data() + written, bytes.size() - written);
    if (count >= 0) {
      written += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      failed_ = true;
    }
  }
  if (failed_) {
    const int error = errno;
    [[maybe_unused]] const int cut = ftruncate(file_, static_cast<off_t>(bytes_));
    throw std::system_error(error, std::generic_category(),
                            path_.string() + " ends after " + std::to_string(bytes_) +
                                " bytes, which can be read; make room and record again");
  }
  bytes_ += bytes.size();
}

}  // namespace millrace::probe
