#include "window/picture.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <stb_image_write.h>
#include <system_error>

namespace millrace::viewer {

void write_png(const std::string& file, const pixels& picture) {
  const auto fail = [&] { throw std::system_error(errno, std::generic_category(), "cannot write " + file); };
  errno = EIO;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(file.c_str(), "wb"), std::fclose);
  if (!out) fail();
  const auto append = [](void* to, void* bytes, int count) {
    std::fwrite(bytes, 1, static_cast<std::size_t>(count), static_cast<std::FILE*>(to));
  };
  const int done = stbi_write_png_to_func(append, out.get(), picture.width, picture.height, 4,
                                          picture.colours.data(), picture.width * 4);
  if (done == 0 || std::fflush(out.get()) != 0 || std::ferror(out.get()) != 0) fail();
}

}  // namespace millrace::viewer
