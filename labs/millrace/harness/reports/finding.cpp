#include <filesystem>

#include <millrace/harness/reports/finding.h>

namespace millrace::harness {

source_focus::source_focus(std::string source) : source_(std::move(source)) {}

place source_focus::of(const std::vector<frame>& frames) const {
  for (const frame& f : frames) {
    if (!source_.empty() && f.at.file == source_) return f.at;
  }
  for (const frame& f : frames) {
    const bool known = f.at.known() && std::filesystem::path(f.at.file).is_absolute();
    if (known && !f.at.file.starts_with("/usr/") && f.at.file.find("/labs/millrace/") == std::string::npos)
      return f.at;
  }
  return {};
}

}  // namespace millrace::harness
