with Ada.Text_IO;

--  The image is read-only, and so is every folder of others.
procedure Main is
   File : Ada.Text_IO.File_Type;
begin
   Ada.Text_IO.Create (File, Ada.Text_IO.Out_File, "/usr/lib/written-by-a-program");
   Ada.Text_IO.Put_Line (File, "outside");
end Main;
