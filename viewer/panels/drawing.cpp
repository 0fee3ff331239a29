#include "panels/drawing.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace millrace::viewer {
namespace {

std::string formatted(const char* form, double number, const char* unit) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), form, number, unit);
  return text.data();
}

}  // namespace

look look_of(const probe::task_view& task) {
  if (!task.blocked) return {meaning::running, marker::disc, "running"};
  // A request thread that waits for the next request rests, as a worker that waits for the next job.
  if (is_idle_wait(task.reason) || task.waits_at.find("labs/millrace/http/") != std::string::npos)
    return {meaning::idle, marker::ring, "idle"};
  if (is_lock_wait(task.reason)) return {meaning::waiting_for_lock, marker::diamond, "waits for a lock"};
  return {meaning::blocked, marker::square, "blocked"};
}

meaning track_meaning(const sight& on, std::size_t track) {
  const auto& name = on.seen(track).name();
  if (name.ends_with(", broken")) return meaning::candidate_broken;
  if (name.ends_with(", fixed")) return meaning::candidate_fixed;
  if (name.ends_with(", yours")) return meaning::candidate_yours;
  return track % 2 == 0 ? meaning::candidate_fixed : meaning::candidate_yours;
}

std::string in_words(double seconds) {
  const double size = std::abs(seconds);
  if (size < 1e-3) return formatted("%.0f %s", seconds * 1e6, "us");
  if (size < 1) return formatted("%.1f %s", seconds * 1e3, "ms");
  if (size < 120) return formatted("%.1f %s", seconds, "s");
  return formatted("%.1f %s", seconds / 60, "min");
}

std::string in_short(double number) {
  const double size = std::abs(number);
  if (size >= 1e6) return formatted("%.1f %s", number / 1e6, "M");
  if (size >= 1e4) return formatted("%.0f %s", number / 1e3, "k");
  return formatted(number == std::floor(number) ? "%.0f%s" : "%.1f%s", number, "");
}

// From 1.92 on a font has every size; this is what it was then made with.
float size_of(const ImFont& font) {
#if IMGUI_VERSION_NUM >= 19200
  return font.LegacySize;
#else
  return font.FontSize;
#endif
}

void text_in(ImDrawList& into, ImVec2 at, float width, ImU32 colour, std::string_view text, ImFont* font) {
  ImFont* with = font ? font : ImGui::GetFont();
  const float size = size_of(*with);
  const char* end = text.data() + text.size();
  if (with->CalcTextSizeA(size, 1e9F, 0, text.data(), end).x <= width) {
    into.AddText(with, size, at, colour, text.data(), end);
    return;
  }
  const char* fits = text.data();
  with->CalcTextSizeA(size, width - with->CalcTextSizeA(size, 1e9F, 0, "...").x, 0, text.data(), end, &fits);
  const std::string shown = std::string(text.data(), fits) + "...";
  into.AddText(with, size, at, colour, shown.c_str());
}

void text_centred(ImDrawList& into, ImVec2 middle, ImU32 colour, const std::string& text, ImFont* font) {
  ImFont* with = font ? font : ImGui::GetFont();
  const float height = size_of(*with);
  const auto size = with->CalcTextSizeA(height, 1e9F, 0, text.c_str());
  into.AddText(with, height, {std::round(middle.x - size.x / 2), std::round(middle.y - size.y / 2)}, colour,
               text.c_str());
}

}  // namespace millrace::viewer
