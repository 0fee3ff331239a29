#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "exploration/found_failures.h"

namespace millrace::tutor {

/// A row of a schedule's table: what a task did, as often in a row as it says.
struct table_row {
  std::uint32_t task = 0;
  code_place place;
  std::string text;
  int times = 1;
  std::uint64_t left_out = 0;  ///< so many steps before it are not shown
};

/// What one task does again and again, in as many rows as one round has.
void fold_rounds(std::vector<table_row>& rows);

/// Of what one task does alone for long the beginning and the end are left.
void shorten_turns(std::vector<table_row>& rows);

/// Three tasks or more that come one after the other, each to do the same but for the numbers, and are not
/// seen again: only the last is left, and how many came. Two are no crowd: they may be what the story is
/// about.
void fold_crowds(std::vector<table_row>& rows);

}  // namespace millrace::tutor
