#include "window/picture.h"

#include <cerrno>
#include <fstream>
#include <stb_image_write.h>
#include <stdexcept>
#include <system_error>

namespace millrace::viewer {

void write_png(const picture& shown, const std::string& path) {
  std::string bytes;
  const auto append = [](void* target, void* data, int size) {
    static_cast<std::string*>(target)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
  };
  if (!stbi_write_png_to_func(append, &bytes, shown.width, shown.height, 4, shown.rgba.data(),
                              4 * shown.width)) {
    throw std::runtime_error("the picture for " + path + " cannot be encoded: it is " +
                             std::to_string(shown.width) + "x" + std::to_string(shown.height) +
                             "; choose a smaller size");
  }
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) {
    throw std::runtime_error("cannot write " + path + ": " + std::generic_category().message(errno) +
                             "; choose another file or folder");
  }
}

}  // namespace millrace::viewer
