with Ada.Text_IO;
with GNAT.OS_Lib;

--  A child in a session of its own, which nobody waits for: the next program must not meet it.
procedure Main is
   File    : Ada.Text_IO.File_Type;
   Child   : GNAT.OS_Lib.Process_Id;
   Session : constant GNAT.OS_Lib.Argument_List := (new String'("/bin/sleep"), new String'("3600"));
   use type GNAT.OS_Lib.Process_Id;
begin
   Child := GNAT.OS_Lib.Non_Blocking_Spawn ("/usr/bin/setsid", Session, "/dev/null");
   Ada.Text_IO.Create (File, Ada.Text_IO.Out_File, "/tmp/left-behind");
   Ada.Text_IO.Close (File);
   pragma Assert (Child /= GNAT.OS_Lib.Invalid_Pid);
end Main;
