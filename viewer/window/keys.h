#pragma once

#include <imgui.h>

struct GLFWwindow;

/// All that differs between Dear ImGui 1.86, 1.90 and 1.92: how input gets in, and how fonts get onto the
/// card. These functions work on the current context.
namespace millrace::viewer {

/// A key by its place on an American keyboard; digits and letters are their own ASCII code ('A', not 'a').
/// The numbers are those of GLFW.
enum class key : int {
  none = 0,
  space = 32,
  escape = 256,
  enter = 257,
  tab = 258,
  backspace = 259,
  insert = 260,
  del = 261,
  right = 262,
  left = 263,
  down = 264,
  up = 265,
  page_up = 266,
  page_down = 267,
  home = 268,
  end = 269,
  f1 = 290,
  f12 = 301,
};

struct modifiers {
  bool ctrl = false;
  bool shift = false;
  bool alt = false;

  bool operator==(const modifiers&) const = default;
};

/// To be called once a context that no backend feeds: says which keys the send functions will mean.
void announce_keys();
void send_key(key pressed_or_released, bool down);
void send_modifiers(modifiers held);
void send_mouse_position(ImVec2 position);
void send_mouse_button(ImGuiMouseButton button, bool down);
/// In lines, positive away from the user.
void send_mouse_wheel(float lines);

/// True in the frame in which the key goes down, and while held again and again if `repeat`.
bool key_pressed(key asked, bool repeat = false);
modifiers held_modifiers();

/// Tells the GLFW backend where the cursor went, if it does not look by itself.
void send_cursor(GLFWwindow* window, double x, double y);
/// Brings fonts that were loaded anew to the graphics card; the OpenGL 3 backend must be running.
void upload_fonts();

}  // namespace millrace::viewer
