// What sanitizers print may be cut short or mixed with the program's own output; the census's lines as well.
#include <cstdint>
#include <string_view>

#include <millrace/harness/reports/address_sanitizer.h>
#include <millrace/harness/reports/sanitizer_text.h>
#include <millrace/harness/reports/task_report.h>
#include <millrace/harness/reports/thread_sanitizer.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace millrace::harness;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const source_focus focus("/project/broken.cpp");
  (void)read_thread_sanitizer(text, focus);
  (void)read_address_sanitizer(text, focus);
  std::vector<std::string> lines;
  for (const auto line : split_lines(text)) lines.emplace_back(line);
  (void)read_tasks(lines, "/nonexistent/program", focus);
  return 0;
}
