// Whatever is in a file, a recording of it ends, and so do its exports. Bytes that no checksum guards are
// decoded as well, for mutations seldom get past one.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>

#include <millrace/probe/byte_stream.h>
#include <millrace/probe/export_chrome.h>
#include <millrace/probe/export_perfetto.h>
#include <millrace/probe/frame.h>
#include <millrace/probe/moment_coding.h>
#include <millrace/probe/recording.h>

using namespace millrace::probe;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

recording opened(const std::string& bytes) {
  return {std::make_unique<std::istringstream>(bytes), "fuzzed"};
}

void read_all(const std::string& file) {
  auto from = opened(file);
  std::size_t moments = 0;
  while (from.next()) ++moments;
  require(moments * frame_head::size <= file.size());
}

template <class Writer>
void export_all(const std::string& file) {
  std::ostream nowhere(nullptr);
  Writer to(nowhere);
  auto from = opened(file);
  (void)tell(from, to);
}

void read_and_export(const std::string& file) {
  try {
    read_all(file);
    export_all<chrome_writer>(file);
    export_all<perfetto_writer>(file);
  } catch (const std::runtime_error&) {  // no recording of this version
  }
}

/// The same bytes with the checksums that they would need: half of them, then all, twice.
std::string guarded(std::string_view payload) {
  std::string file = recording_head;
  for (const auto part : {payload.substr(0, payload.size() / 2), payload, payload}) {
    const auto head = frame_head::of(part).bytes();
    file.append(head.data(), head.size()).append(part);
  }
  return file;
}

/// What was decoded once is encoded and decoded to as much.
void go_there_and_back(std::string_view payload) {
  moment_decoder first;
  moment_encoder encoder;
  moment_decoder second;
  moment one;
  try {
    one = first.decode(payload);
  } catch (const damaged&) {
    return;
  }
  const moment other = second.decode(encoder.encode(one));
  require(other.events.size() == one.events.size() && other.missed == one.missed);
  require(other.state.has_value() == one.state.has_value());
  require(!one.state || (other.state->tasks.size() == one.state->tasks.size() &&
                         other.state->resources == one.state->resources &&
                         other.state->knobs == one.state->knobs && other.state->texts == one.state->texts));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_and_export(std::string(bytes));
  read_and_export(guarded(bytes));
  go_there_and_back(bytes);
  return 0;
}
