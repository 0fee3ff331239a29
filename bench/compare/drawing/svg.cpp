#include "drawing/svg.h"

#include <fmt/format.h>

#include "drawing/palette.h"

namespace millrace::compare {
namespace {

/// "--c0:#4477aa;--c1:..."
std::string variables(const std::array<std::uint32_t, 7>& colours) {
  std::string text;
  for (std::size_t i = 0; i < colours.size(); ++i) text += fmt::format("--c{}:#{:06x};", i, colours[i]);
  return text;
}

std::string classes_of(const look& as) {
  static constexpr const char* names[] = {"rule",   "one",  "line", "thick", "dot",   "mark",
                                          "hollow", "area", "box",  "text",  "faint", "strong"};
  std::string classes = names[static_cast<int>(as.as)];
  if (as.candidate != nobody) classes += ' ' + colour_class(as.candidate);
  if (as.unsure) classes += " unsure";
  if (as.when == shown::absolute) classes += " abs";
  if (as.when == shown::relative) classes += " rel";
  return classes;
}

std::string outline(const points& along, bool closed) {
  std::string path;
  for (const auto& [x, y] : along) path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? 'M' : 'L', x, y);
  return path + (closed ? "Z" : "");
}

std::string geometry(const shape& each) {
  static constexpr const char* anchors[] = {"start", "middle", "end"};
  const auto [x, y] = each.at.front();
  const auto [x2, y2] = each.at.back();
  switch (each.what) {
    case shape::kind::line:
      return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"", x, y, x2, y2);
    case shape::kind::rectangle:
      return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"1.5\"", x,
                         y, x2 - x, y2 - y);
    case shape::kind::circle:
      return fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"", x, y, each.radius);
    case shape::kind::path:
      return "<path d=\"" + outline(each.at, each.as.as == paint::area) + '"';
    case shape::kind::text:
      return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"", x, y,
                         anchors[static_cast<int>(each.to)]);
  }
  return {};
}

std::string element(const shape& each) {
  auto text = geometry(each) + " class=\"" + classes_of(each.as) + '"';
  if (!each.as.tip.empty()) text += " data-tip=\"" + escaped(each.as.tip) + '"';
  return text + (each.what == shape::kind::text ? '>' + escaped(each.words) + "</text>" : "/>");
}

std::string body(const picture& of) {
  std::string all;
  for (const auto& each : of.shapes()) all += element(each);
  return all;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        // XML has no place for other control characters.
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') safe += c;
    }
  }
  return safe;
}

std::string svg_within_html(const picture& of) {
  return fmt::format(
      "<svg viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" height=\"{1:.0f}\" role=\"img\" "
      "aria-label=\"{2}\">{3}</svg>",
      of.width(), of.height(), escaped(of.says()), body(of));
}

std::string svg_file(const picture& of) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\"><title>{2}</title><style>{3}</style>"
      "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>{4}</svg>\n",
      of.width(), of.height(), escaped(of.says()), picture_style(), body(of));
}

std::string colour_class(std::size_t candidate) {
  return fmt::format("c{}", candidate % candidates_on_light.size());
}

std::string picture_style() {
  const auto light =
      "--ground:#ffffff;--text:#1f2430;--faint:#6b7280;--rule:#e6e9ef;" + variables(candidates_on_light);
  const auto dark =
      "--ground:#14171f;--text:#e6e9f0;--faint:#98a1b3;--rule:#2a2f3c;" + variables(candidates_on_dark);
  return ":root{" + light + "}@media(prefers-color-scheme:dark){:root:not(.light){" + dark + "}}:root.dark{" +
         dark + "}" + R"(
svg text { font: 11px system-ui, sans-serif; fill: var(--text); }
svg text.faint { fill: var(--faint); }
svg text.strong { font-weight: 600; }
svg .ground { fill: var(--ground); }
svg .rule { stroke: var(--rule); stroke-width: 1; }
svg .one { stroke: var(--faint); stroke-width: 1; stroke-dasharray: 3 3; }
svg .c0 { --c: var(--c0); } svg .c1 { --c: var(--c1); } svg .c2 { --c: var(--c2); } svg .c3 { --c: var(--c3); }
svg .c4 { --c: var(--c4); } svg .c5 { --c: var(--c5); } svg .c6 { --c: var(--c6); }
svg .dot { fill: var(--c); fill-opacity: .55; }
svg .mark { fill: var(--c); }
svg .hollow { fill: var(--ground); stroke: var(--c); stroke-width: 1.8; }
svg .line { stroke: var(--c); stroke-width: 1.8; fill: none; stroke-linejoin: round; }
svg .thick { stroke: var(--c); stroke-width: 4; stroke-linecap: round; }
svg .area { fill: var(--c); fill-opacity: .16; stroke: none; }
svg .box { fill: var(--c); fill-opacity: .14; stroke: var(--c); stroke-width: 1; }
svg .unsure { opacity: .5; }
.rel { display: none; }
)";
}

}  // namespace millrace::compare
