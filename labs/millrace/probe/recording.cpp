#include <cerrno>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include <millrace/probe/byte_stream.h>
#include <millrace/probe/frame.h>
#include <millrace/probe/recording.h>

namespace millrace::probe {
namespace {

std::unique_ptr<std::istream> opened(const std::filesystem::path& file) {
  auto stream = std::make_unique<std::ifstream>(file, std::ios::binary);
  const int error = errno;
  if (!stream->is_open())
    throw std::system_error(error, std::generic_category(), "cannot read the recording " + file.string());
  return stream;
}

}  // namespace

recording::recording(const std::filesystem::path& file) : recording(opened(file), file.string()) {}

recording::recording(std::unique_ptr<std::istream> from, std::string name)
    : from_(std::move(from)), name_(std::move(name)) {
  from_->seekg(0, std::ios::end);
  const auto end = static_cast<std::streamoff>(from_->tellg());
  from_->seekg(0);
  if (!*from_ || end < 0)
    throw std::runtime_error(name_ + " cannot be read as a recording; name a file that millrace record made");
  size_ = static_cast<std::uint64_t>(end);
  check_head();
}

void recording::check_head() {
  const std::string_view wanted(recording_head);
  const auto version = wanted.rfind(' ') + 1;
  std::string head(wanted.size(), '\0');
  from_->read(head.data(), static_cast<std::streamsize>(head.size()));
  if (head == wanted) {
    at_ = wanted.size();
  } else if (head.starts_with(wanted.substr(0, version))) {
    throw std::runtime_error(name_ + " was recorded by another version of Millrace; record it anew");
  } else {
    throw std::runtime_error(name_ + " is not a recording; name a file that millrace record made");
  }
}

std::nullopt_t recording::stop(const std::string& why) {
  over_ = true;
  trouble_ = name_ + ' ' + why + "; what comes before can be read";
  return std::nullopt;
}

std::optional<std::string> recording::next_frame() {
  const std::string place = " at byte " + std::to_string(at_);
  if (size_ - at_ < frame_head::size) {
    return stop("is cut off" + place + ": its recorder was killed, or the disk was full");
  }
  std::string bytes(frame_head::size, '\0');
  if (!from_->read(bytes.data(), frame_head::size)) return stop("cannot be read" + place);
  const auto head = frame_head::from(bytes);
  if (head.length > frame_head::longest) return stop("is damaged" + place);
  if (head.length > size_ - at_ - frame_head::size) {
    return stop("is cut off" + place + ": its recorder was killed, or the disk was full");
  }
  bytes.resize(head.length);
  if (!from_->read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    return stop("cannot be read" + place);
  if (!head.fits(bytes)) return stop("is damaged" + place);
  return bytes;
}

std::optional<moment> recording::next() {
  if (over_) return std::nullopt;
  const auto frame = next_frame();
  if (!frame) return std::nullopt;
  if (frame->empty()) {
    over_ = true;
    return std::nullopt;
  }
  try {
    auto one = decoder_.decode(*frame);
    at_ += frame_head::size + frame->size();
    return one;
  } catch (const damaged& what) {
    return stop("is damaged at byte " + std::to_string(at_) + ": " + what.what());
  }
}

}  // namespace millrace::probe
