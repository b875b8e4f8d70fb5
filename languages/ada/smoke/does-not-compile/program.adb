pragma Ada_2022;

package Placeholder is
   function Add (A : Integer; B : Integer) return Integer;
end Placeholder;

pragma Ada_2022;

package body Placeholder is
   function Add (A : Integer; B : Integer) return Integer is
   begin
      return A + ;
   end Add;
end Placeholder;

pragma Ada_2022;
with Placeholder; use Placeholder;

procedure Main is
   function Candidate (A : Integer; B : Integer) return Integer renames Placeholder.Add;
begin
   pragma Assert (Candidate (2, 3) = 5);
   pragma Assert (Candidate (-1, 1) = 0);
end Main;
