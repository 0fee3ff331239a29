#include <charconv>
#include <cstdint>

#include <millrace/harness/reports/symbols.h>

namespace millrace::harness {

const std::vector<frame>& symbols::at(const std::string& offset) {
  const auto [known, is_new] = known_.try_emplace(offset);
  auto& frames = known->second;
  std::uint64_t address = 0;
  const auto* last = offset.data() + offset.size();
  const auto [end, error] = std::from_chars(offset.data(), last, address, 16);
  if (!is_new || error != std::errc() || end != last || address == 0) return frames;
  if (!lines_) lines_.emplace(program_);
  // A return address may be the first instruction of the next line: the call is one byte before.
  for (auto& found : lines_->at(address - 1)) {
    frames.push_back({found.function.empty() ? "??" : std::move(found.function), {found.file, found.line}});
  }
  return frames;
}

}  // namespace millrace::harness
