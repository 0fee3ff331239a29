#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "model/comparison.h"
#include "model/order.h"
#include "window/application.h"
#include "window/command_palette.h"
#include "window/commands.h"

namespace millrace::viewer {

/// Benchmark results beside each other: rows with their ratios at the left, and of the chosen one every
/// repetition, the shares, the distribution and its sweeps at the right.
class compare_view final : public application {
 public:
  /// Throws compare::cannot_compare.
  compare_view(std::vector<compare::results> candidates, const std::string& metric);

  bool update(double now) override;
  void draw() override;
  double next_update() const override { return 1; }
  bool over() const override { return over_ || ends_when(); }

  /// Another way to end it than by its own command.
  std::function<bool()> ends_when = [] { return false; };

 private:
  void add_commands();
  void measure(const std::string& metric);
  void sort(compare::row_order by);
  std::vector<std::size_t> shown_rows() const;
  void move(int by);
  void draw_tools();
  void draw_rows();
  void draw_row(std::size_t row);
  void draw_chosen() const;

  std::vector<compare::results> candidates_;
  std::vector<std::string> metrics_;
  compare::comparison all_;
  compare::row_order order_ = compare::row_order::file;
  std::size_t chosen_ = 0;
  bool relative_ = false;
  bool changed_ = true;
  bool scroll_to_chosen_ = false;
  std::array<char, 128> search_{};
  command_registry commands_;
  command_palette palette_{commands_};
  bool over_ = false;
};

}  // namespace millrace::viewer
