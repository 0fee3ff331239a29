#include "drawing/svg.h"

#include <fmt/format.h>

namespace millrace::compare {

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

svg::svg(double width, double height, std::string_view says) : width_(width), height_(height), says_(says) {}

void svg::element(const std::string& begin, const look& as) {
  body_ += '<' + begin;
  if (!as.classes.empty()) body_ += fmt::format(" class=\"{}\"", as.classes);
  if (!as.tip.empty()) body_ += fmt::format(" data-tip=\"{}\"", escaped(as.tip));
}

void svg::line(double x1, double y1, double x2, double y2, const look& as) {
  element(fmt::format("line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"", x1, y1, x2, y2), as);
  body_ += "/>";
}

void svg::rectangle(double x, double y, double width, double height, const look& as) {
  element(fmt::format("rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"1.5\"", x, y,
                      width, height),
          as);
  body_ += "/>";
}

void svg::circle(double x, double y, double radius, const look& as) {
  element(fmt::format("circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"", x, y, radius), as);
  body_ += "/>";
}

void svg::path(const std::vector<std::pair<double, double>>& points, bool closed, const look& as) {
  if (points.empty()) return;
  std::string along;
  for (const auto& [x, y] : points) along += fmt::format("{}{:.1f} {:.1f}", along.empty() ? 'M' : 'L', x, y);
  element("path d=\"" + along + (closed ? "Z\"" : "\""), as);
  body_ += "/>";
}

void svg::text(double x, double y, std::string_view anchor, std::string_view words, const look& as) {
  element(fmt::format("text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"", x, y, anchor), as);
  body_ += '>' + escaped(words) + "</text>";
}

std::string svg::within_html() const {
  return fmt::format(
      "<svg viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" height=\"{1:.0f}\" role=\"img\" "
      "aria-label=\"{2}\">{3}</svg>",
      width_, height_, escaped(says_), body_);
}

std::string svg::file() const {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\"><title>{2}</title><style>{3}</style>"
      "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>{4}</svg>\n",
      width_, height_, escaped(says_), picture_style(), body_);
}

std::string picture_style() {
  // The candidates' colours stem from Paul Tol's "bright" scheme, which people with any colour vision tell
  // apart.
  const std::string light =
      "--ground:#ffffff;--text:#1f2430;--faint:#6b7280;--rule:#e6e9ef;--c0:#4477aa;--c1:#d1495b;--c2:#228833;"
      "--c3:#b8860b;--c4:#2a9fc9;--c5:#aa3377;--c6:#6b6b6b;";
  const std::string dark =
      "--ground:#14171f;--text:#e6e9f0;--faint:#98a1b3;--rule:#2a2f3c;--c0:#7aa6dc;--c1:#f2808e;--c2:#5cbf6a;"
      "--c3:#e0c257;--c4:#66ccee;--c5:#d77fb4;--c6:#b0b0b0;";
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
