# What RubyGems makes known at every start, in a seventh of its time: where the gems' files lie, of each its latest version
# (paths.txt, written when the image is built). RubyGems itself comes when somebody speaks of it.
$LOAD_PATH.concat(File.readlines("#{__dir__}/paths.txt", chomp: true))
autoload :Gem, "rubygems"

module Kernel
  private

  def gem(...)
    require "rubygems"
    gem(...)
  end
end
