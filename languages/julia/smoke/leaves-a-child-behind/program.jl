# A child in a session of its own, with nothing open: the next program must not meet it.
touch("/tmp/left-behind")
run(`/bin/sh -c "setsid sleep 3600 < /dev/null > /dev/null 2>&1 &"`)

using Test
@testset begin
    @test(true)
end
