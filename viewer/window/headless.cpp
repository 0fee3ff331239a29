#include "window/headless.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "window/labels.h"
#include "window/shortcut.h"

namespace millrace::viewer {
namespace {

constexpr double frame_time = 1.0 / 60;
/// A window that sizes itself needs a frame to measure and one to lay out; a popup in it as many again.
constexpr int settling_frames = 4;

const labelled_item& visible_item(std::string_view label) {
  std::string known;
  for (const labelled_item& each : labels()) {
    if (each.label == label && each.visible()) return each;
    known += (known.empty() ? "" : ", ") + each.label + (each.visible() ? "" : " (out of sight)");
  }
  throw std::out_of_range("no widget is labelled '" + std::string(label) + "'; there are: " + known);
}

ink ink_of(ImFontAtlas& fonts) {
  unsigned char* pixels = nullptr;
  ink result;
  fonts.GetTexDataAsRGBA32(&pixels, &result.width, &result.height);
  result.coverage.resize(static_cast<std::size_t>(result.width) * static_cast<std::size_t>(result.height));
  for (std::size_t i = 0; i < result.coverage.size(); ++i) result.coverage[i] = pixels[i * 4 + 3];
  return result;
}

}  // namespace

headless_driver::headless_driver(application& shown, const headless_options& options) : shown_(&shown) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(options.width), static_cast<float>(options.height));
  io.DeltaTime = static_cast<float>(frame_time);
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  announce_keys();
  start_labels();
  wanted_appearance() = options.look;
  frames(settling_frames);
}

headless_driver::~headless_driver() {
  stop_labels();
}

void headless_driver::follow_appearance() {
  if (!font_.coverage.empty() && look_ == wanted_appearance()) return;
  look_ = wanted_appearance();
  apply(look_, 1);
  font_ = ink_of(*ImGui::GetIO().Fonts);
}

void headless_driver::frames(int count) {
  for (int i = 0; i < count; ++i) {
    follow_appearance();
    start_labels();
    now_ += frame_time;
    shown_->update(now_);
    ImGui::NewFrame();
    shown_->draw();
    ImGui::Render();
  }
}

picture headless_driver::pixels() const {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  canvas drawn(static_cast<int>(size.x), static_cast<int>(size.y), color(meaning::background), font_);
  drawn.draw(*ImGui::GetDrawData());
  return drawn.pixels();
}

void headless_driver::move_mouse(ImVec2 position) {
  send_mouse_position(position);
  frames();
}

void headless_driver::press_mouse(ImGuiMouseButton button) {
  send_mouse_button(button, true);
  frames();
}

void headless_driver::release_mouse(ImGuiMouseButton button) {
  send_mouse_button(button, false);
  frames();
}

void headless_driver::turn_wheel(float lines) {
  send_mouse_wheel(lines);
  frames();
}

void headless_driver::click(std::string_view label) {
  const labelled_item item = visible_item(label);
  move_mouse(ImVec2((std::max(item.from.x, item.clip_from.x) + std::min(item.to.x, item.clip_to.x)) / 2,
                    (std::max(item.from.y, item.clip_from.y) + std::min(item.to.y, item.clip_to.y)) / 2));
  press_mouse();
  release_mouse();
  frames();
}

void headless_driver::type(std::string_view text) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  frames(2);
}

void headless_driver::press(std::string_view keys) {
  const shortcut wanted = parse_shortcut(keys);
  if (wanted.character != 0) {
    type(keys);
    return;
  }
  send_modifiers(wanted.held);
  send_key(wanted.code, true);
  frames();
  send_key(wanted.code, false);
  send_modifiers({});
  frames(2);
}

picture render(application& shown, int width, int height, float scale, brightness theme) {
  headless_driver driver(shown, {width, height, {theme, scale}});
  return driver.pixels();
}

}  // namespace millrace::viewer
