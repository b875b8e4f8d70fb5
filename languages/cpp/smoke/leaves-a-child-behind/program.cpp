#include<assert.h>
#include<stdio.h>
#include<unistd.h>
#include<sys/wait.h>
// A grandchild in a session of its own, with nothing open: the next program must not meet it.
int main() {
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            for (int file = 0; file < 3; file++) {
                close(file);
            }
            fclose(fopen("/tmp/left-behind", "w"));
            sleep(3600);
        }
        _exit(0);
    }
    wait(nullptr);
    assert(true);
}
