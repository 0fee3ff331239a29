#include "report/picture_files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <string>

#include "drawing/svg.h"
#include "model/sweep.h"
#include "plots/distribution.h"
#include "plots/forest.h"
#include "plots/sweep_plot.h"

namespace millrace::compare {
namespace {

/// File names of rows: what a shell and any file system take, each once.
class file_names {
 public:
  std::string of(const std::string& row) {
    constexpr std::size_t most = 100;
    std::string name;
    for (const char c : row.substr(0, most)) {
      const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_';
      if (plain || (!name.empty() && name.back() != '-')) name += plain ? c : '-';
    }
    if (name.empty()) name = "row";
    auto unique = name;
    for (int i = 2; !used_.insert(unique).second; ++i) unique = name + '-' + std::to_string(i);
    return unique;
  }

 private:
  std::set<std::string> used_;
};

}  // namespace

void write_file(const std::filesystem::path& file, std::string_view content) {
  errno = 0;
  std::ofstream stream(file, std::ios::binary);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  if (!stream)
    throw cannot_compare("cannot write " + file.string() + ": " + std::strerror(errno ? errno : EIO) +
                         "; look whether its folder exists and has room");
}

std::size_t write_pictures(const comparison& all, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw cannot_compare("cannot make " + folder.string() + ": " + error.message() + "; name another folder");
  file_names names;
  std::size_t written = 1;
  const auto write = [&](const std::string& name, const picture& shows) {
    write_file(folder / (name + ".svg"), svg_file(shows));
    ++written;
  };
  write_file(folder / "forest.svg", svg_file(draw_forest(all)));
  for (const auto& row : all.rows) {
    if (!has_distribution(row)) continue;
    const auto name = names.of(row.name);
    write(name + "-dots", draw_dots(all, row));
    write(name + "-ecdf", draw_ecdf(all, row));
    write(name + "-density", draw_density(all, row));
  }
  for (const auto& each : sweeps_in(all)) write("sweep-" + names.of(each.name), draw_sweep(all, each, false));
  return written;
}

}  // namespace millrace::compare
