#include "panels/main_view.h"

#include <algorithm>
#include <cctype>

#include "panels/charts.h"
#include "panels/course_panel.h"
#include "panels/drawing.h"
#include "panels/flow.h"
#include "panels/side.h"
#include "panels/tasks.h"
#include "panels/timeline.h"
#include "panels/transport.h"
#include "panels/waits.h"
#include "window/appearance_commands.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

bool same_word(const std::string& a, const std::string& b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

constexpr ImGuiWindowFlags plain_window =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground;

}  // namespace

main_view::main_view(session& watched, course& lessons) : watched_(watched), course_(lessons) {
  panels_.push_back(std::make_unique<flow>());
  panels_.push_back(std::make_unique<tasks>());
  panels_.push_back(std::make_unique<waits>());
  panels_.push_back(std::make_unique<timeline>());
  panels_.push_back(std::make_unique<charts>());
  panels_.push_back(std::make_unique<course_panel>(course_));
  watched_.on_batch = [this](const session::watched& each) { watchdogs_[&each].look(each.seen); };
  add_commands();
}

bool main_view::show(const std::string& title) {
  const auto found =
      std::ranges::find_if(panels_, [&](const auto& each) { return same_word(each->title(), title); });
  if (found == panels_.end()) return false;
  shown_ = static_cast<std::size_t>(found - panels_.begin());
  return true;
}

bool main_view::update(double now) {
  const double passed = updated_at_ ? std::max(0.0, now - *updated_at_) : 0;
  updated_at_ = now;
  bool changed = course_.update();
  if (const auto words = course_.prepared()) {
    chosen_ = {};
    watchdogs_.clear();
    on_lab(*words);
    show("flow");
  }
  changed = watched_.update(passed) || changed;
  return changed;
}

// A process is looked at sixty times a second as long as one is alive; a hand that moves needs frames, too.
double main_view::next_update() const {
  const bool moves = !watched_.when().paused() && !watched_.when().live();
  const bool alive =
      std::ranges::any_of(watched_.tracks(), [](const auto& each) { return each->seen.alive(); });
  if (alive || moves) return 1.0 / 60;
  return course_.busy() ? 0.1 : 0.25;
}

void main_view::draw_top(const sight& on) {
  for (std::size_t i = 0; i < panels_.size(); ++i) {
    const bool here = i == shown_;
    ImGui::PushStyleColor(ImGuiCol_Button, color_vector(here ? meaning::raised : meaning::background));
    ImGui::PushStyleColor(ImGuiCol_Text, color_vector(here ? meaning::text : meaning::muted));
    if (ImGui::Button(panels_[i]->title())) shown_ = i;
    ImGui::PopStyleColor(2);
    label_item(panels_[i]->title());
    ImGui::SameLine();
  }
  std::size_t warnings = 0;
  for (const auto& each : on.warnings) warnings += each.size();
  const std::string text =
      warnings == 0 ? "no warnings" : std::to_string(warnings) + (warnings == 1 ? " warning" : " warnings");
  ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::CalcTextSize(text.c_str()).x - scaled(14));
  ImGui::TextColored(color_vector(warnings == 0 ? meaning::muted : meaning::warning), "%s", text.c_str());
}

void main_view::draw_empty() const {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  const ImVec2 middle(from.x + size.x / 2, from.y + size.y / 2);
  const float u = ImGui::GetFontSize();
  auto& into = *ImGui::GetWindowDrawList();
  text_centred(into, {middle.x, middle.y - 3 * u}, color(meaning::text), "Nothing is being watched yet",
               font(face::large));
  text_centred(into, {middle.x, middle.y}, color(meaning::muted),
               "millrace view LAB       a lab, broken beside fixed");
  text_centred(into, {middle.x, middle.y + 1.6F * u}, color(meaning::muted),
               "millrace view --attach PID       a process that runs");
  text_centred(into, {middle.x, middle.y + 3.2F * u}, color(meaning::muted),
               "millrace view --replay FILE       a recording");
}

void main_view::add_commands() {
  for (std::size_t i = 0; i < panels_.size(); ++i) {
    const std::string title = panels_[i]->title();
    commands_.add({"Show " + title, "panel", std::to_string(i + 1), [this, i] { shown_ = i; }});
  }
  const auto watching = [this] { return !watched_.tracks().empty(); };
  commands_.add({"Pause or play", "stop freeze go", "Space", [this] { watched_.when().toggle(); }, watching});
  commands_.add({"Follow the present", "live now", "L", [this] { watched_.when().go_live(); }, watching});
  commands_.add({"One event back", "step", ",", [this] { watched_.step(-1); }, watching});
  commands_.add({"One event on", "step", ".", [this] { watched_.step(1); }, watching});
  commands_.add(
      {"To the beginning", "rewind", "Home", [this] { watched_.when().seek(watched_.begin()); }, watching});
  commands_.add(
      {"Slower", "speed", "[", [this] { watched_.when().set_speed(watched_.when().speed() / 2); }, watching});
  commands_.add(
      {"Faster", "speed", "]", [this] { watched_.when().set_speed(watched_.when().speed() * 2); }, watching});
  add_appearance_commands(commands_);
  commands_.add({"Quit", "close exit", "Ctrl+Q", [this] { over_ = true; }});
}

std::vector<std::vector<warning>> main_view::warnings() const {
  const auto& hand = watched_.when();
  std::vector<std::vector<warning>> all;
  for (const auto& each : watched_.tracks()) {
    const auto found = watchdogs_.find(each.get());
    all.push_back(found == watchdogs_.end() ? std::vector<warning>()
                  : hand.live()             ? found->second.active()
                                            : found->second.at(hand.at()));
  }
  return all;
}

void main_view::draw() {
  sight on{watched_, chosen_, warnings(), most_tasks_};
  const auto& io = ImGui::GetIO();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("millrace", nullptr, plain_window);
  draw_top(on);
  const float u = ImGui::GetFontSize();
  const float side = watched_.tracks().empty() ? 0 : std::min(20 * u, 0.3F * io.DisplaySize.x);
  const float bottom = transport_height();
  const ImGuiStyle& style = ImGui::GetStyle();
  const float space = side > 0 ? style.ItemSpacing.x : 0;
  ImGui::BeginChild("panel", {ImGui::GetContentRegionAvail().x - side - space, -bottom});
  const bool about_tracks = shown_ + 1 < panels_.size();
  if (watched_.tracks().empty() && about_tracks) {
    draw_empty();
  } else {
    panels_[shown_]->draw(on);
  }
  ImGui::EndChild();
  if (side > 0) {
    ImGui::SameLine();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.8F * u, 0.8F * u));
    ImGui::BeginChild("side", {side, -bottom}, false, ImGuiWindowFlags_AlwaysUseWindowPadding);
    draw_side(on);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    draw_transport(on);
  }
  ImGui::End();
  palette_.draw();
}

}  // namespace millrace::viewer
