#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/metric.h"
#include "model/order.h"

namespace millrace::compare {

/// What the command line says.
struct options {
  std::vector<std::string> files;
  std::vector<std::string> between;  ///< words that tell the candidates of one file apart
  std::vector<std::string> runs;     ///< commands to run in turns
  std::size_t rounds = 10;
  std::string save;  ///< folder for what the runs wrote

  metric of;
  std::string filter;
  double alpha = 0.05;
  row_order order = row_order::file;

  bool json = false;
  bool markdown = false;
  std::string html;
  std::string svg;
  std::optional<double> fail_on;  ///< a share

  bool keep = false;
  std::string history;  ///< the data base
  std::string commit;
  bool trend = false;  ///< show the history instead of comparing
  std::string row;     ///< of the history; empty: all
};

struct command_line {
  options chosen;
  std::optional<int>
      ends;  ///< the exit code, if help was asked for or the words were wrong; it has been said
};
command_line read_command_line(int argc, const char* const* argv);

}  // namespace millrace::compare
