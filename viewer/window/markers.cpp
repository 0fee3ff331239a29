#include "window/markers.h"

#include <algorithm>

namespace millrace::viewer {

marker marker_of(meaning state) {
  switch (state) {
    case meaning::running:
      return marker::disc;
    case meaning::blocked:
      return marker::square;
    case meaning::waiting_for_lock:
      return marker::diamond;
    case meaning::idle:
      return marker::ring;
    case meaning::accepted:
      return marker::check;
    case meaning::refused:
      return marker::triangle_down;
    case meaning::failed:
      return marker::cross;
    case meaning::warning:
      return marker::triangle_up;
    case meaning::queue_fill:
      return marker::bars;
    case meaning::bucket_fill:
      return marker::disc;
    case meaning::candidate_broken:
      return marker::cross;
    case meaning::candidate_fixed:
      return marker::check;
    case meaning::candidate_yours:
      return marker::diamond;
    default:
      return marker::dash;
  }
}

void draw_marker(ImDrawList& list, marker shape, ImVec2 centre, float radius, ImU32 filled) {
  const float r = radius;
  const float stroke = std::max(1.5F, r * 0.4F);
  const auto at = [&](float x, float y) { return ImVec2(centre.x + x * r, centre.y + y * r); };
  switch (shape) {
    case marker::disc:
      list.AddCircleFilled(centre, r, filled);
      break;
    case marker::ring:
      list.AddCircle(centre, r - stroke / 2, filled, 0, stroke);
      break;
    case marker::square:
      list.AddRectFilled(at(-0.85F, -0.85F), at(0.85F, 0.85F), filled, r * 0.2F);
      break;
    case marker::diamond:
      list.AddQuadFilled(at(0, -1.1F), at(1.1F, 0), at(0, 1.1F), at(-1.1F, 0), filled);
      break;
    case marker::triangle_up:
      list.AddTriangleFilled(at(0, -1), at(1.05F, 0.85F), at(-1.05F, 0.85F), filled);
      break;
    case marker::triangle_down:
      list.AddTriangleFilled(at(0, 1), at(-1.05F, -0.85F), at(1.05F, -0.85F), filled);
      break;
    case marker::cross:
      list.AddLine(at(-0.75F, -0.75F), at(0.75F, 0.75F), filled, stroke * 1.2F);
      list.AddLine(at(-0.75F, 0.75F), at(0.75F, -0.75F), filled, stroke * 1.2F);
      break;
    case marker::check: {
      const ImVec2 points[] = {at(-0.85F, 0.05F), at(-0.25F, 0.7F), at(0.9F, -0.7F)};
      list.AddPolyline(points, 3, filled, ImDrawFlags_None, stroke * 1.2F);
      break;
    }
    case marker::bars:
      for (const float x : {-0.9F, -0.25F, 0.4F})
        list.AddRectFilled(at(x, -0.85F), at(x + 0.45F, 0.85F), filled);
      break;
    case marker::dash:
      list.AddRectFilled(at(-0.8F, -0.2F), at(0.8F, 0.2F), filled);
      break;
  }
}

void marker_item(meaning state) {
  const float height = ImGui::GetTextLineHeight();
  const ImVec2 from = ImGui::GetCursorScreenPos();
  draw_marker(*ImGui::GetWindowDrawList(), marker_of(state), ImVec2(from.x + height / 2, from.y + height / 2),
              height * 0.34F, color(state));
  ImGui::Dummy(ImVec2(height, height));
}

}  // namespace millrace::viewer
