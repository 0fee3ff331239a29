#include "window/theme.h"

#include <array>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "window/markers.h"

namespace millrace::viewer {
namespace {

using triple = std::array<double, 3>;
constexpr meaning states_of_tasks[] = {meaning::running, meaning::blocked, meaning::waiting_for_lock,
                                       meaning::idle};
constexpr meaning outcomes[] = {meaning::accepted, meaning::refused, meaning::failed};
constexpr meaning candidates[] = {meaning::candidate_broken, meaning::candidate_fixed,
                                  meaning::candidate_yours};

triple linear(ImU32 color) {
  triple result{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double value = ((color >> (8 * i)) & 255U) / 255.0;
    result[i] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  }
  return result;
}

double luminance(ImU32 color) {
  const triple rgb = linear(color);
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

/// As defined by WCAG 2.1: from 1 to 21.
double contrast(ImU32 a, ImU32 b) {
  const double brighter = std::max(luminance(a), luminance(b));
  const double darker = std::min(luminance(a), luminance(b));
  return (brighter + 0.05) / (darker + 0.05);
}

using matrix = std::array<triple, 3>;
constexpr matrix typical{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
// Machado, Oliveira and Fernandes (2009), at full severity.
constexpr matrix protanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr matrix deuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr matrix tritanopia{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

triple times(const matrix& m, const triple& v) {
  triple result{};
  for (std::size_t i = 0; i < 3; ++i)
    result[i] = std::max(0.0, m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2]);
  return result;
}

triple lab(const triple& rgb) {
  constexpr matrix to_xyz{{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
  constexpr triple white{0.9505, 1, 1.089};
  triple f = times(to_xyz, rgb);
  for (std::size_t i = 0; i < 3; ++i) f[i] = std::cbrt(f[i] / white[i]);
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

/// How different two colours look to an eye (CIE 1976; about 2.3 is just noticeable).
double distance(const matrix& eye, ImU32 a, ImU32 b) {
  const triple first = lab(times(eye, linear(a)));
  const triple second = lab(times(eye, linear(b)));
  return std::hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

template <std::size_t count>
void expect_told_apart(const meaning (&group)[count]) {
  for (const brightness theme : {brightness::dark, brightness::light}) {
    for (const matrix* eye : {&typical, &protanopia, &deuteranopia, &tritanopia}) {
      for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          EXPECT_GE(distance(*eye, color_in(theme, group[i]), color_in(theme, group[j])), 12)
              << static_cast<int>(group[i]) << " and " << static_cast<int>(group[j]) << ", light "
              << (theme == brightness::light) << ", eye " << (*eye)[0][0];
        }
      }
    }
  }
}

TEST(theme, states_are_told_apart_with_any_colour_vision) {
  expect_told_apart(states_of_tasks);
  expect_told_apart(outcomes);
  expect_told_apart(candidates);
}

TEST(theme, everything_stands_out_from_its_ground) {
  for (const brightness theme : {brightness::dark, brightness::light}) {
    for (const meaning ground : {meaning::background, meaning::surface}) {
      const ImU32 below = color_in(theme, ground);
      EXPECT_GE(contrast(color_in(theme, meaning::text), below), 10);
      EXPECT_GE(contrast(color_in(theme, meaning::muted), below), 4.5);
      for (int i = static_cast<int>(meaning::accent); i < meanings; ++i) {
        EXPECT_GE(contrast(color_in(theme, static_cast<meaning>(i)), below), 3) << i;
      }
    }
  }
}

template <std::size_t count>
void expect_own_shapes(const meaning (&group)[count]) {
  std::set<marker> shapes;
  for (const meaning each : group) shapes.insert(marker_of(each));
  EXPECT_EQ(shapes.size(), count);
  EXPECT_EQ(shapes.count(marker::dash), 0U);
}

TEST(theme, states_also_differ_in_shape) {
  expect_own_shapes(states_of_tasks);
  expect_own_shapes(outcomes);
  expect_own_shapes(candidates);
}

}  // namespace
}  // namespace millrace::viewer
