#pragma once

#include <cmath>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace millrace::compare {

/// A finite number under that key; nothing for all else, null among it.
inline std::optional<double> number_at(const nlohmann::json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const auto value = found->get<double>();
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

/// The same where a small whole number is due; else `otherwise`.
inline int whole_at(const nlohmann::json& object, const std::string& key, int otherwise) {
  const double value = number_at(object, key).value_or(otherwise);
  return std::abs(value) < 1e9 ? static_cast<int>(value) : otherwise;
}

inline std::string text_at(const nlohmann::json& object, const std::string& key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

inline bool true_at(const nlohmann::json& object, const std::string& key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

}  // namespace millrace::compare
